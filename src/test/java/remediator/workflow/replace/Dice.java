package remediator.workflow.replace;

import java.util.List;
import java.util.Random;

/** Choices from a seeded source. */
record Dice(Random random) {
  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  /** Both ends included. */
  int from(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  final <T> T any(T... values) {
    return of(List.of(values));
  }
}
