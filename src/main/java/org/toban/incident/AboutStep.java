package org.toban.incident;

/**
 * The step of a runbook that a note or a piece of evidence belongs to; by its title too, so that
 * the record needs no runbook to be read.
 */
public record AboutStep(String id, String title) {}
