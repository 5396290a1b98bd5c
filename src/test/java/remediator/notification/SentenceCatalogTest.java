package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Japanese catalogue says all that the code says to people, and nothing else. */
class SentenceCatalogTest {
  private static final Map<String, String> CATALOG = catalog();
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  /** A word, a blank and another word. */
  private static final Pattern PROSE = Pattern.compile("[A-Za-z]{2,}[,;:.]? [A-Za-z(]+");

  /** What is filled in where texts are put together: arguments, other constants, formats. */
  private static final Pattern FILLED = Pattern.compile("[\\x01\\x02\\n]|%[0-9$.,]*[sdf]");

  /**
   * What no person reads in a message: the forecast and the table of the fleet, which are reports
   * of commands, in English; logs and errors of programs; what an event is not, which is logged;
   * lines of code; commands; templates, whose phrases have keys; names.
   */
  private static final Pattern NOT_FOR_PEOPLE =
      Pattern.compile(
          "remediator\\.(lambda|json|finding|forecast)\\..*|remediator\\..*\\.Jte.*"
              + "|remediator\\.ledger\\.(RowReader|CaseAttribute|CaseAttributeRules|CaseItemMapper"
              + "|UnreadableRowException)(\\$.*)?"
              + "|remediator\\.iac\\.(CloudFormationTemplate|TerraformResource|HclWriter"
              + "|CodeBeforeChange|IacSnippets|HardeningSuggestions)"
              + "|remediator\\.notification\\.(CliCommands|SentenceCatalog|AmountWords|ClientGuide)"
              + "|remediator\\.approval\\.(Html|HttpResponse|LinkKey|LinkToken)"
              + "|remediator\\.console\\.FleetWidget|remediator\\.notification\\.Notification(\\$Type)?"
              + "|remediator\\.ledger\\.ExecutionNames|remediator\\.probe\\.NodeClients"
              + "|remediator\\.report\\.(FleetReport|ReportRow)"
              + "|remediator\\.reconcile\\.(ReconcileRequest|FindingSweep\\$Format)"
              + "|remediator\\.plan\\.difference\\.AttributeFlattener");

  private static final Set<String> NAMES =
      Set.of(
          "aws route53 change-resource-record-sets --hosted-zone-id",
          "every Java has SHA",
          "every JDK has SHA",
          "s),? with args beginning with",
          "rebooting cluster nodes",
          "ERR Bad data format",
          "ERR DUMP payload version",
          "AWS Controllers for Kubernetes");

  private static Map<String, String> catalog() {
    Map<String, String> all = new TreeMap<>();
    try {
      Matcher pairs =
          Pattern.compile("(?m)^msgid \"(.+)\"\nmsgstr \"(.+)\"$")
              .matcher(
                  Files.readString(Path.of("src/main/resources/remediator/notification/ja.po")));
      while (pairs.find()) {
        all.put(unescaped(pairs.group(1)), unescaped(pairs.group(2)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  static Stream<String> sentences() {
    return CATALOG.keySet().stream();
  }

  private static String filled(String text) {
    return PLACE.matcher(text).replaceAll(m -> "name" + m.group().charAt(1));
  }

  /** No sentence is read as another one. */
  @ParameterizedTest
  @MethodSource("sentences")
  void aSentenceIsReadAsWhatItIs(String english) {
    assertThat(Messages.JAPANESE.sentence(filled(english)).replace(" ", ""))
        .isEqualTo(filled(CATALOG.get(english)).replace(" ", ""));
  }

  @Test
  void theCatalogHasWhatTheCodeSays() {
    String known = String.join("\n", CATALOG.keySet());
    Map<String, Set<String>> missing = new TreeMap<>();
    constants()
        .forEach(
            (where, texts) ->
                texts.stream()
                    .filter(t -> !known.contains(t) && !NAMES.contains(t))
                    .filter(_ -> !NOT_FOR_PEOPLE.matcher(where).matches())
                    .forEach(t -> missing.computeIfAbsent(where, _ -> new TreeSet<>()).add(t)));
    assertThat(missing).isEmpty();
  }

  @Test
  void theCodeSaysWhatTheCatalogHas() {
    Set<String> said = new TreeSet<>();
    constants().values().forEach(said::addAll);
    String all = String.join("\n", said);
    List<String> gone =
        CATALOG.keySet().stream()
            .filter(sentence -> PROSE.matcher(sentence).find() && !isSaid(sentence, all))
            .toList();
    assertThat(gone).isEmpty();
  }

  /** Whole, or where the code puts it together, most of its pairs of words. */
  private static boolean isSaid(String sentence, String code) {
    List<String> parts = Stream.of(PLACE.split(sentence)).map(SentenceCatalogTest::bare).toList();
    if (parts.stream().anyMatch(p -> PROSE.matcher(p).find() && code.contains(p))) {
      return true;
    }
    List<String> pairs = new ArrayList<>();
    for (String part : parts) {
      String[] words = part.split("[^A-Za-z'-]+", -1);
      for (int i = 1; i < words.length; i++) {
        pairs.add(words[i - 1] + " " + words[i]);
      }
    }
    return pairs.size() < 2 || 2 * pairs.stream().filter(code::contains).count() >= pairs.size();
  }

  private static String bare(String part) {
    return part.replaceAll("^[^A-Za-z]+|[^A-Za-z]+$", "");
  }

  /** By class, the parts of its texts that are prose. */
  private static Map<String, Set<String>> constants() {
    Path classes =
        Path.of(Messages.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Map<String, Set<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        String name = model.thisClass().asInternalName().replace('/', '.');
        Set<String> texts = all.computeIfAbsent(name, _ -> new TreeSet<>());
        model.methods().forEach(method -> read(method, texts));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void read(MethodModel method, Set<String> texts) {
    method
        .code()
        .ifPresent(
            code -> {
              for (CodeElement element : code) {
                switch (element) {
                  case LoadConstantInstruction load -> add(load.constantValue(), texts);
                  case InvokeDynamicInstruction call ->
                      call.bootstrapArgs().forEach(argument -> add(argument, texts));
                  default -> {}
                }
              }
            });
  }

  private static void add(Object constant, Set<String> texts) {
    if (constant instanceof String text) {
      Stream.of(FILLED.split(text))
          .map(SentenceCatalogTest::bare)
          .filter(part -> PROSE.matcher(part).find())
          .forEach(texts::add);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Done: orders is as it was. Writes to orders are refused: to let them in, invoke the"
            + " workflow function with {\"thaw\":\"arn\"}."
            + "|完了: orders は元のままです。orders への書き込みは拒否されています。再開するには、ワークフロー関数を"
            + " {\"thaw\":\"arn\"} で呼び出してください。",
        "an engine of my own is unknown|an engine of my own is unknown",
        "Failed: AccessDenied (no right). orders is as it was."
            + "|失敗しました: AccessDenied (no right)。orders は元のままです。",
        "gate required is open until 2026-11-16T10:00:00Z"
            + "|承認依頼 required を送信しました (回答期限: 2026年11月16日 (月) 10:00 UTC)",
        "TLS goes back to preferred, and after a gate to off; it is looked at again at the next"
            + " evaluation|TLS を preferred に戻し、承認後に無効にします。次回の評価であらためて確認します",
      })
  void whatIsFilledInIsTranslatedTooAndNamesStay(String english, String japanese) {
    assertThat(Messages.JAPANESE.sentence(english)).isEqualTo(japanese);
  }
}
