package remediator.live.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Requests and answers as plain maps without what is of one account, one run or secret: account,
 * run, times, ids and secrets. Long texts, such as policies, are only named as such.
 */
public final class ExchangeScrubber {
  private static final Set<String> SECRETS =
      Set.of("AuthToken", "SecretAccessKey", "SessionToken", "AccessKeyId", "SecretString");

  private static final int LONGEST = 300;
  private static final int MOST_ITEMS = 12;
  private static final int FEW_ITEMS = 3;
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIMES =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  /** Of roles, users and keys: AROA…, AIDA…, ASIA…, AKIA…. */
  private static final Pattern UNIQUE_IDS = Pattern.compile("\\bA(ROA|IDA|SIA|KIA)[A-Z0-9]{5,}");

  private final String account;
  private final String run;
  private volatile Pattern caller = Pattern.compile("(?!)");

  public ExchangeScrubber(String account, String run) {
    this.account = account;
    this.run = run;
  }

  /**
   * From now on also without whom the credentials are of.
   *
   * @param arn of the session, with the names of role and session, or of the user
   */
  public void hideCaller(String arn) {
    String[] names = arn.substring(arn.indexOf('/') + 1).split("/", -1);
    caller =
        Pattern.compile(
            Stream.of(names)
                .map(n -> "(?<![\\w-])" + Pattern.quote(n) + "(?![\\w-])")
                .collect(Collectors.joining("|")));
  }

  public String text(String text) {
    return text.length() > LONGEST ? "<long text>" : anonymous(text);
  }

  /** The same of whatever length. */
  public String anonymous(String text) {
    String scrubbed =
        caller
            .matcher(text.replace(account, "<account>").replace(run, "<run>"))
            .replaceAll("<caller>");
    String plain =
        UNIQUE_IDS.matcher(UUIDS.matcher(scrubbed).replaceAll("<uuid>")).replaceAll("<id>");
    return TIMES.matcher(plain).replaceAll("<time>");
  }

  /** Members that are not set are left out. */
  public Map<String, Object> plain(SdkPojo pojo) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      boolean unset =
          value == null
              || value instanceof SdkAutoConstructList
              || value instanceof SdkAutoConstructMap;
      if (!unset) {
        boolean secret = SECRETS.contains(field.memberName());
        plain.put(field.memberName(), secret ? "<secret>" : value(value));
      }
    }
    return plain;
  }

  private Object value(Object value) {
    return switch (value) {
      case SdkPojo pojo -> plain(pojo);
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        boolean all = list.size() <= MOST_ITEMS;
        list.subList(0, all ? list.size() : FEW_ITEMS).forEach(item -> items.add(value(item)));
        if (!all) {
          items.add("<and " + (list.size() - FEW_ITEMS) + " more>");
        }
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, item) -> members.put(text(String.valueOf(key)), value(item)));
        yield members;
      }
      case Instant time -> "<time>";
      case SdkBytes bytes -> text(bytes.asUtf8String());
      case Number number -> number;
      case Boolean bool -> bool;
      default -> text(String.valueOf(value));
    };
  }
}
