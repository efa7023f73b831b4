package org.toban.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Target;

/**
 * What a run would do, changing nothing: host, exact script, variables, guard state.
 *
 * @param variables the shell variables by name, unquoted
 */
public record DryRun(
    @Nullable Target target, String script, Map<String, String> variables, Guard guard) {}
