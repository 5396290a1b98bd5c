package remediator.plan.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.plan.ResourceTags;

/**
 * One attribute in which a new group is not like the old one.
 *
 * @param attribute its path in the read model, such as {@code network.port}
 * @param expected what the plan says, or for a planned difference what the old group has
 * @param reason why the plan foretold it; empty where it did not
 */
public record AttributeDifference(
    String attribute, String expected, String found, Optional<String> reason) {
  /**
   * What came of comparing.
   *
   * @param attributes how many were compared
   * @param planned what differs as the plan foretold
   * @param different what differs and should not
   */
  public record Comparison(
      int attributes, List<AttributeDifference> planned, List<AttributeDifference> different) {
    public Comparison {
      planned = List.copyOf(planned);
      different = List.copyOf(different);
    }
  }

  /** A difference that nothing foretold. */
  public static AttributeDifference unplanned(String attribute, String wanted, String found) {
    return new AttributeDifference(attribute, wanted, found, Optional.empty());
  }

  /**
   * Compares every attribute of the read model, the id and the endpoints; tags that this product
   * sets itself are not counted.
   *
   * @param wanted what the plan made of the old group
   */
  public static Comparison compare(CacheGroup source, GroupSpec wanted, CacheGroup made) {
    Map<String, String> before = attributes(source, source.spec());
    Map<String, String> plan = attributes(source, wanted);
    Map<String, String> after = attributes(made, made.spec());
    TreeSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(plan.keySet());
    all.addAll(after.keySet());
    ResourceTags.ALL.forEach(t -> all.remove("tags." + t));
    List<AttributeDifference> planned = new ArrayList<>();
    List<AttributeDifference> different = new ArrayList<>();
    for (String attribute : all) {
      String was = before.getOrDefault(attribute, "");
      String wants = plan.getOrDefault(attribute, "");
      String is = after.getOrDefault(attribute, "");
      if (is.equals(was) && is.equals(wants)) {
        continue;
      }
      ExpectedDifferences.why(attribute, was, wants, is)
          .ifPresentOrElse(
              why -> planned.add(new AttributeDifference(attribute, was, is, Optional.of(why))),
              () -> different.add(unplanned(attribute, wants, is)));
    }
    return new Comparison(all.size(), planned, different);
  }

  private static Map<String, String> attributes(CacheGroup group, GroupSpec spec) {
    Map<String, String> map = AttributeFlattener.of(spec);
    map.put("id", group.arn().id());
    group.endpoints().byKind().forEach((kind, name) -> map.put("endpoints." + kind, name));
    return map;
  }

  @Override
  public String toString() {
    return attribute
        + " is \""
        + found
        + "\", "
        + reason
            .map(why -> "was \"" + expected + "\": " + why)
            .orElseGet(() -> "wanted \"" + expected + "\"");
  }
}
