package org.toban.ui;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.Guards;
import org.toban.ui.parts.HandingOver;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Practice;
import org.toban.ui.parts.Preferences;

/**
 * All that the desk is given.
 *
 * @param feed takes the one listener of boards: {@code Feed::listen}
 * @param send takes what the person asks for; returns at once
 * @param logs where the lines around an alert are
 * @param panels the queries of runbooks
 * @param handover the handover of a shift
 * @param hosts the settings declared for hosts; null on the practice estate
 * @param configuring what may be done with toban.yml
 * @param practice null when Toban watches real sources
 * @param save keeps changed preferences; called off the FX thread, may block
 */
public record DeskParts(
    Consumer<Consumer<Board>> feed,
    Consumer<Command> send,
    Guards guards,
    Archive archive,
    Logs logs,
    Panels panels,
    HandingOver handover,
    @Nullable HostSetup hosts,
    Configuring configuring,
    @Nullable Practice practice,
    About about,
    Preferences preferences,
    Consumer<Preferences> save) {}
