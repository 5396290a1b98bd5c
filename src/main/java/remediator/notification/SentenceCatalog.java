package remediator.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sentences that the code makes, in another language, as a gettext catalogue has them. A {@code
 * msgid} is the English sentence, with {@code {0}} and so on where something is filled in; what is
 * filled in is translated too where the catalogue has it.
 *
 * <p>Ledger, logs and events keep the English sentence, and a person reads it in the deployment's
 * or the browser's language. What the catalogue does not have stays English: names, commands, lines
 * of code, and what AWS itself says.
 */
final class SentenceCatalog {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Pattern QUOTED = Pattern.compile("^(msgid|msgstr|) ?\"(.*)\"$");

  /** Where a sentence or a part of one may end. */
  private static final Pattern BOUNDARY = Pattern.compile("(?<=[.:;?!)]) ");

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private static final Pattern ENDED = Pattern.compile("(.*)([.;:])");

  /** How a Japanese sentence ends. */
  private static final Pattern VERB = Pattern.compile("(ます|です|せん|した|さい)$");

  /** Between Japanese and Latin letters. */
  private static final Pattern APART =
      Pattern.compile(
          "(?<=[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}])(?=[A-Za-z])"
              + "|(?<=[A-Za-z])(?=[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}])");

  /** A sentence with so few letters of its own is meant only where names are filled in. */
  private static final int SHORT = 8;

  private static final Map<String, String> CONNECTORS = Map.of("; ", "。", ", ", "、");

  /** A sentence has no more parts at which another could begin. */
  private static final int MOST_PARTS = 12;

  /** What stands before a sentence in its line: a bullet, a number, or the instant of an entry. */
  private static final Pattern LINE =
      Pattern.compile("^(\\s*(?:- |# |\\d+\\. |" + INSTANT + "  )?)");

  /**
   * A sentence in both languages.
   *
   * @param part a piece of it without places: most texts do not have it, which is seen at once
   */
  private record Entry(String english, String part, Pattern pattern, String translation) {
    static Entry of(String english, String translation) {
      String part =
          PLACE
              .splitAsStream(" " + english.replaceFirst("^[A-Za-z]", "{0}"))
              .max(Comparator.comparingInt(String::length))
              .orElse("")
              .strip();
      StringBuilder regex = new StringBuilder();
      List<String> seen = new ArrayList<>();
      Matcher places = PLACE.matcher(english);
      int from = 0;
      while (places.find()) {
        regex.append(literal(english.substring(from, places.start()), from == 0));
        String place = "p" + places.group(1);
        regex.append(seen.contains(place) ? "\\k<" + place + ">" : "(?<" + place + ">.*?)");
        seen.add(place);
        from = places.end();
      }
      regex.append(literal(english.substring(from), from == 0));
      return new Entry(english, part, Pattern.compile(regex.toString()), translation);
    }

    /** A sentence begins with a capital letter where it stands alone. */
    private static String literal(String text, boolean first) {
      if (text.isEmpty() || !first) {
        return Pattern.quote(text);
      }
      return "(?i:" + Pattern.quote(text.substring(0, 1)) + ")" + Pattern.quote(text.substring(1));
    }

    private Optional<Reading> read(String text, UnaryOperator<Reading> filled) {
      if (!text.contains(part)) {
        return Optional.empty();
      }
      Matcher m = pattern.matcher(text);
      if (!m.matches()) {
        return Optional.empty();
      }
      int known = PLACE.matcher(english).replaceAll("").strip().length();
      if (known < SHORT
          && IntStream.rangeClosed(1, m.groupCount()).anyMatch(i -> m.group(i).contains(" "))) {
        return Optional.empty();
      }
      StringBuilder all = new StringBuilder();
      Matcher places = PLACE.matcher(translation);
      while (places.find()) {
        Reading value = filled.apply(new Reading(m.group("p" + places.group(1)), 0));
        known += value.known();
        places.appendReplacement(all, Matcher.quoteReplacement(value.text()));
      }
      return Optional.of(new Reading(places.appendTail(all).toString(), known));
    }
  }

  /**
   * A text in the other language.
   *
   * @param known how many letters of the English text the catalogue has: of two ways to read it,
   *     the one that leaves less unknown is right
   */
  private record Reading(String text, int known) {
    private static Reading better(Reading one, Reading other) {
      return other.known > one.known ? other : one;
    }
  }

  private final List<Entry> entries;
  private final UnaryOperator<String> time;

  private SentenceCatalog(List<Entry> entries, UnaryOperator<String> time) {
    this.entries = entries;
    this.time = time;
  }

  /**
   * The catalogue of a language.
   *
   * @param time writes an ISO-8601 instant as people do
   */
  static SentenceCatalog of(String language, UnaryOperator<String> time) {
    List<Entry> entries = new ArrayList<>();
    String english = "";
    String kind = "";
    StringBuilder text = new StringBuilder();
    for (String line : (read(language + ".po") + "\n\n").lines().toList()) {
      Matcher part = QUOTED.matcher(line);
      boolean goesOn = part.matches() && part.group(1).isEmpty();
      if (goesOn) {
        text.append(unescaped(part.group(2)));
        continue;
      }
      if (kind.equals("msgid")) {
        english = text.toString();
      } else if (kind.equals("msgstr") && !english.isEmpty()) {
        entries.add(Entry.of(english, text.toString()));
      }
      kind = part.matches() ? part.group(1) : "";
      text = new StringBuilder(part.matches() ? unescaped(part.group(2)) : "");
    }
    return new SentenceCatalog(List.copyOf(entries), time);
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static String read(String name) {
    try (InputStream in = SentenceCatalog.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All English sentences, as the catalogue has them. */
  List<String> sentences() {
    return entries.stream().map(Entry::english).toList();
  }

  /** The text with all of it that is known in the other language. */
  String translate(String text) {
    return text.lines().map(this::line).collect(Collectors.joining("\n"))
        + (text.endsWith("\n") ? "\n" : "");
  }

  private String line(String line) {
    Matcher start = LINE.matcher(line);
    String mark = start.find() ? start.group() : "";
    Reading read = read(line.substring(mark.length()), new HashMap<>());
    return times(mark)
        + (read.known() > 0 ? APART.matcher(read.text()).replaceAll(" ") : read.text());
  }

  /**
   * Reads a text as one sentence, as several, or as a list.
   *
   * @param read what has been read of the same line already
   */
  private Reading read(String text, Map<String, Reading> read) {
    Reading known = read.get(text);
    if (known != null) {
      return known;
    }
    Reading best = Reading.better(new Reading(times(text), 0), whole(text, read));
    int[] ends = BOUNDARY.matcher(text).results().mapToInt(MatchResult::start).toArray();
    for (int i = 0; i < Math.min(MOST_PARTS, ends.length); i++) {
      Reading first = whole(text.substring(0, ends[i]), read);
      if (first.known() > 0 || i == 0) {
        Reading rest = read(text.substring(ends[i] + 1), read);
        best = Reading.better(best, joined(first, rest));
      }
    }
    best = Reading.better(best, list(text, read));
    read.put(text, best);
    return best;
  }

  private static Reading joined(Reading first, Reading rest) {
    boolean apart = !first.text().endsWith("。");
    return new Reading(
        first.text() + (apart ? " " : "") + rest.text(), first.known() + rest.known());
  }

  /** One sentence, with or without what ends it. */
  private Reading whole(String text, Map<String, Reading> read) {
    Reading exact = exact(text, read);
    Matcher ended = ENDED.matcher(text);
    if (!ended.matches()) {
      return exact;
    }
    Reading bare = exact(ended.group(1), read);
    if (bare.known() == 0 || bare.known() < exact.known()) {
      return exact;
    }
    boolean stop = !ended.group(2).equals(":") || VERB.matcher(bare.text()).find();
    String end = stop ? "。" : ":";
    return new Reading(bare.text() + (bare.text().endsWith("。") ? "" : end), bare.known() + 1);
  }

  private Reading exact(String text, Map<String, Reading> read) {
    return entries.stream()
        .map(e -> e.read(text, value -> filled(value.text(), read)))
        .flatMap(Optional::stream)
        .reduce(new Reading(times(text), 0), Reading::better);
  }

  /** What is filled in can go on from the sentence before it. */
  private Reading filled(String text, Map<String, Reading> read) {
    for (Map.Entry<String, String> connector : CONNECTORS.entrySet()) {
      if (text.startsWith(connector.getKey())) {
        Reading rest = read(text.substring(connector.getKey().length()), read);
        return Reading.better(
            read(text, read), new Reading(connector.getValue() + rest.text(), rest.known()));
      }
    }
    return read(text, read);
  }

  private Reading list(String text, Map<String, Reading> read) {
    List<String> members = List.of(text.split(", "));
    if (members.size() < 2) {
      return new Reading(text, 0);
    }
    List<Reading> known = members.stream().map(member -> exact(member, read)).toList();
    return new Reading(
        known.stream().map(Reading::text).collect(Collectors.joining("、")),
        known.stream().mapToInt(Reading::known).sum());
  }

  private String times(String text) {
    return withTimes(text, time);
  }

  /** The text with its instants as people write them. */
  static String withTimes(String text, UnaryOperator<String> time) {
    return INSTANT.matcher(text).replaceAll(m -> Matcher.quoteReplacement(time.apply(m.group())));
  }
}
