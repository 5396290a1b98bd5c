package awsemulator.data;

import awsemulator.data.wire.RespCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Values of every type that a snapshot has to carry, small ones and, now and then, large ones. */
final class SampleValues {
  /** Above the sizes at which Redis changes from its compact to its general encodings. */
  private static final int LARGE = 600;

  private SampleValues() {}

  /** The one command that makes the n-th key; consecutive numbers go through all the types. */
  static void write(int n, String key, SplittableRandom random, Consumer<RespCommand> to) {
    int size = n % 900 < 9 ? LARGE : 1 + random.nextInt(5);
    RespCommand command =
        switch (n % 9) {
          case 0 -> RespCommand.of("SET", key, "v" + random.nextLong());
          case 1 -> many("HSET", key, size, i -> List.of("field" + i, "v" + random.nextInt()));
          case 2 -> many("RPUSH", key, size, i -> List.of("element" + random.nextInt()));
          case 3 -> many("SADD", key, size, i -> List.of("member" + random.nextInt()));
          case 4 -> many("ZADD", key, size, i -> List.of(score(random), "member" + i));
          case 5 ->
              RespCommand.of(
                  "XADD", key, "1700000000000-" + (n + 1), "kind", "sample", "n", "" + n);
          case 6 -> many("PFADD", key, size, i -> List.of("visitor" + random.nextInt()));
          case 7 -> RespCommand.of("SETBIT", key, "" + random.nextInt(LARGE), "1");
          default ->
              many(
                  "GEOADD",
                  key,
                  size,
                  i -> List.of(degrees(random, 179), degrees(random, 80), "place" + i));
        };
    to.accept(command);
  }

  private static RespCommand many(
      String name, String key, int count, IntFunction<List<String>> item) {
    List<String> words = new ArrayList<>(Arrays.asList(name, key));
    for (int i = 0; i < count; i++) {
      words.addAll(item.apply(i));
    }
    return RespCommand.of(words.toArray(String[]::new));
  }

  private static String score(SplittableRandom random) {
    return Double.toString(random.nextInt(100_000) / 8.0);
  }

  private static String degrees(SplittableRandom random, int limit) {
    return Integer.toString(random.nextInt(-limit, limit));
  }
}
