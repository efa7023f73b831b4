package org.toban.drill;

import org.jspecify.annotations.Nullable;

/** One playing of a scenario: what it does to the world, tick by tick. */
abstract class Course {
  /**
   * @param tick 1 at the first; a tick is a second of practice
   */
  abstract void tick(World world, int tick);

  /** What is broken now, in a few words; null when nothing is. */
  abstract @Nullable String broken(World world);

  /** How the sources answer at a tick. */
  SourceServer.Blindness blindness(int tick) {
    return SourceServer.Blindness.NONE;
  }

  /** A course that breaks one thing at a tick. */
  static Course breaking(
      int at,
      java.util.function.Consumer<World> cause,
      java.util.function.Function<World, @Nullable String> state) {
    return new Course() {
      @Override
      void tick(World world, int tick) {
        if (tick == at) {
          cause.accept(world);
        }
      }

      @Override
      @Nullable String broken(World world) {
        return state.apply(world);
      }
    };
  }
}
