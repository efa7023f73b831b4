package org.toban.ui.board;

import java.util.Set;
import javafx.beans.value.ObservableValue;
import org.toban.ui.parts.Column;

/**
 * What the lines show beside what is on the board.
 *
 * @param columns that the person chose
 * @param days the last 24 hours of each alert
 * @param looks what is new since the last look
 */
public record Beside(
    ObservableValue<Set<Column>> columns,
    ObservableValue<DayChart> days,
    ObservableValue<Looks> looks) {}
