package awsemulator.states.asl;

import awsemulator.json.MalformedJsonException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The functions that Step Functions adds to JSONata ("Transforming data with JSONata in Step
 * Functions"), the two that tell time, which here is the cloud's and not this machine's, and one
 * that the JSONata library gets wrong.
 */
final class StepFunctionsLibrary {
  static final Set<String> NAMES =
      Set.of("partition", "range", "hash", "random", "uuid", "parse", "now", "millis");

  private static final int LONGEST_RANGE = 1000;
  private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private StepFunctionsLibrary() {}

  static void bind(Frame frame, InstantSource clock) {
    bind(frame, "partition", "<an:a>", args -> partition((List<?>) args.get(0), whole(args, 1)));
    bind(frame, "range", "<nnn:a>", args -> range(whole(args, 0), whole(args, 1), whole(args, 2)));
    bind(frame, "hash", "<ss:s>", args -> hash((String) args.get(0), (String) args.get(1)));
    bind(frame, "random", "<n?:n>", StepFunctionsLibrary::random);
    bind(frame, "uuid", "<:s>", args -> UUID.randomUUID().toString());
    bind(frame, "parse", "<s:x>", args -> parse((String) args.get(0)));
    bind(frame, "now", "<:s>", args -> ContextObject.time(clock.instant()));
    bind(frame, "millis", "<:n>", args -> clock.millis());
    bind(frame, "substring", "<s-nn?:s>", StepFunctionsLibrary::substring);
  }

  private interface Body {
    Object of(List<?> args);
  }

  private static void bind(Frame frame, String name, String signature, Body body) {
    JFunctionCallable call = (input, args) -> body.of(args);
    frame.bind(name, new JFunction(call, signature));
  }

  private static int whole(List<?> args, int index) {
    double value = ((Number) args.get(index)).doubleValue();
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(value + " is not a whole number");
    }
    return (int) value;
  }

  private static Object partition(List<?> array, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("$partition needs a size of 1 or more");
    }
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < array.size(); i += size) {
      parts.add(new ArrayList<>(array.subList(i, Math.min(array.size(), i + size))));
    }
    return parts;
  }

  private static Object range(int from, int to, int step) {
    if (step == 0 || (to - (long) from) / step >= LONGEST_RANGE) {
      throw new IllegalArgumentException("$range gives 1000 elements at most, by a step not 0");
    }
    List<Object> elements = new ArrayList<>();
    for (int i = from; step > 0 ? i <= to : i >= to; i += step) {
      elements.add(i);
    }
    return elements;
  }

  private static Object hash(String text, String algorithm) {
    if (!HASHES.contains(algorithm)) {
      throw new IllegalArgumentException("$hash knows " + HASHES + ", not " + algorithm);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object random(List<?> args) {
    boolean seeded = !args.isEmpty() && args.get(0) instanceof Number;
    return seeded ? new Random(((Number) args.get(0)).longValue()).nextDouble() : Math.random();
  }

  /** The library's own fails on a text that has characters of two units and ends too early. */
  private static Object substring(List<?> args) {
    if (args.getFirst() == null) {
      return null;
    }
    int[] characters = ((String) args.getFirst()).codePoints().toArray();
    int start = whole(args, 1);
    int from = start < 0 ? Math.max(0, characters.length + start) : start;
    long end = characters.length;
    if (args.size() > 2 && args.get(2) != null) {
      end = Math.min(end, (long) from + whole(args, 2));
    }
    return from >= end ? "" : new String(characters, from, (int) end - from);
  }

  private static Object parse(String text) {
    try {
      return JsonataValues.in(JsonText.read(text));
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("$parse: " + e.getMessage(), e);
    }
  }
}
