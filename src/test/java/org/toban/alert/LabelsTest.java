package org.toban.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Property
  void gatheredInOrderTheyAreTheSame(@ForAll @Size(max = 12) Map<String, String> map) {
    Labels.Builder builder = new Labels.Builder(map.size());
    new TreeMap<>(map).forEach(builder::add);
    assertThat(builder.build()).isEqualTo(Labels.of(map)).hasSameHashCodeAs(Labels.of(map));
  }

  @Test
  void anEmptyValueIsAnAbsentLabel() {
    Labels labels = new Labels.Builder(3).add("a", "").add("b", "1").add("c", "").build();
    assertThat(labels).isEqualTo(Labels.of("b", "1"));
    assertThat(labels.size()).isEqualTo(1);
    assertThat(new Labels.Builder(1).add("a", "").build()).isSameAs(Labels.empty());
  }

  @Test
  void namesOutOfOrderAreRefused() {
    Labels.Builder builder = new Labels.Builder(2).add("job", "node");
    assertThatThrownBy(() -> builder.add("env", "production"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("env after job");
    assertThatThrownBy(() -> builder.add("job", "again"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasBuiltStaysAsItIs() {
    Labels.Builder builder = new Labels.Builder(1).add("a", "1");
    Labels built = builder.build();
    assertThatThrownBy(() -> builder.add("b", "2"))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThat(built).isEqualTo(Labels.of("a", "1"));
  }
}
