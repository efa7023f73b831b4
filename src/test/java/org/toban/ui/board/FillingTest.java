package org.toban.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.toban.testbed.FxThread;
import org.toban.ui.look.Turns;

class FillingTest {
  private static final long MILLISECOND = 1_000_000;

  private final Lines lines = new Lines();
  private long now;

  @Test
  void oneLineAPulseWhereALineTakesAllOfIt() {
    assertThat(turns(5, 4000, 6 * MILLISECOND)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void asManyAsFitIntoTheTimeOfAPulse() {
    assertThat(turns(8, 4000, MILLISECOND / 4)).containsExactly(1, 5, 8);
  }

  /** Ten thousand lines need no more nodes than what is in view. */
  @Test
  void allTheOthersAtOnceWhenTheViewIsFull() {
    assertThat(turns(1000, 100, 6 * MILLISECOND)).containsExactly(1, 2, 1000);
  }

  /**
   * How many lines a list of so many pixels has after each turn.
   *
   * @param each what goes by, in ns, from one look at the clock to the next
   */
  private List<Integer> turns(int count, double height, long each) {
    List<BoardLine> wanted =
        IntStream.range(0, count)
            .<BoardLine>mapToObj(i -> new BoardLine.Group("g" + i, "", Map.of(), 0, false))
            .toList();
    return FxThread.call(() -> {
      ListView<BoardLine> list = new ListView<>(lines);
      list.setFixedCellSize(40);
      list.resize(100, height);
      Filling filling = new Filling(lines, list, Runnable::run, () -> now += each);
      filling.become(wanted);
      Turns.drop(filling);
      List<Integer> sizes = new ArrayList<>(List.of(lines.size()));
      while (filling.next()) {
        sizes.add(lines.size());
      }
      sizes.add(lines.size());
      return sizes;
    });
  }
}
