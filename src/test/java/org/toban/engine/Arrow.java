package org.toban.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The arrows of the runbook's diagram that a page of stories is about, in the diagram's words. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Arrow {
  String[] value();
}
