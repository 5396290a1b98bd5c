package remediator.workflow;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import remediator.workflow.replace.CloneMember;
import remediator.workflow.replace.MemberTablesTest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What was seen in many requests: of each member how often it was set, and to what. */
public final class Requests {
  /** One member. */
  private static final class Seen {
    private int set;
    private int unset;
    private final Set<Object> values = new HashSet<>();
  }

  private final Map<String, Seen> members = new TreeMap<>();

  public void add(SdkPojo request) {
    for (SdkField<?> field : request.sdkFields()) {
      Seen seen =
          members.computeIfAbsent(field.memberName().toLowerCase(Locale.ROOT), _ -> new Seen());
      Object value = field.getValueOrDefault(request);
      if (value == null || (value instanceof Collection<?> list && list.isEmpty())) {
        seen.unset++;
      } else {
        seen.set++;
        seen.values.add(value);
      }
    }
  }

  public int set(Enum<?> member) {
    return of(member).set;
  }

  public int unset(Enum<?> member) {
    return of(member).unset;
  }

  public int values(Enum<?> member) {
    return of(member).values.size();
  }

  private Seen of(Enum<?> member) {
    return members.getOrDefault(MemberTablesTest.name(member), new Seen());
  }

  /** For people: what becomes of each member, and what was tried. */
  public String table(List<CloneMember> rows) {
    StringBuilder text = new StringBuilder("CreateReplicationGroup\n");
    for (CloneMember row : rows) {
      text.append(
          "%-32s %-15s set %4d, unset %4d, values %4d  %s%n"
              .formatted(row, row.rule(), set(row), unset(row), values(row), row.why()));
    }
    long undecided =
        members.keySet().stream()
            .filter(m -> rows.stream().noneMatch(r -> MemberTablesTest.name(r).equals(m)))
            .count();
    return text.append("undecided: ").append(undecided).toString();
  }
}
