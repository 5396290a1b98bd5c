package remediator.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.json.Json;
import remediator.notice.PlanDocument.Choice;
import remediator.notice.PlanDocument.Cost;
import remediator.notice.PlanDocument.Row;

/** A plan as JSON, in which the ledger keeps it for the page, and events carry it. */
public final class PlanJson {
  private PlanJson() {}

  public static String write(PlanDocument plan) {
    return Json.write(map(plan));
  }

  static Map<String, Object> map(PlanDocument plan) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("gate", plan.gate().key());
    map.put("group", plan.group());
    map.put("flow", plan.flow());
    map.put("subject", plan.subject());
    map.put("controls", plan.controls());
    map.put(
        "table",
        plan.table().stream()
            .map(r -> Map.of("attribute", r.attribute(), "now", r.now(), "willBe", r.willBe()))
            .toList());
    map.put("facts", plan.facts());
    map.put("settings", plan.settings());
    map.put(
        "choices",
        plan.choices().stream()
            .map(c -> Map.of("setting", c.setting(), "planned", c.planned()))
            .toList());
    plan.cost()
        .ifPresent(
            c ->
                map.put(
                    "cost",
                    Map.of(
                        "nodes", c.nodes(),
                        "nodeType", c.nodeType(),
                        "engine", c.engine(),
                        "region", c.region(),
                        "days", c.days())));
    map.put("until", plan.until());
    map.put("times", plan.times());
    map.put("guide", plan.guide());
    return map;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException where the text is something else
   */
  public static PlanDocument read(String json) {
    Map<String, Object> map;
    try {
      map = Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the ledger's plan cannot be read", e);
    }
    return new PlanDocument(
        Gate.of(text(map, "gate")).orElseThrow(),
        text(map, "group"),
        text(map, "flow"),
        texts(map.get("subject")),
        texts(map.get("controls")),
        maps(map.get("table")).stream()
            .map(r -> new Row(text(r, "attribute"), text(r, "now"), text(r, "willBe")))
            .toList(),
        texts(map.get("facts")),
        settings(map.get("settings")),
        maps(map.get("choices")).stream()
            .map(c -> new Choice(text(c, "setting"), text(c, "planned")))
            .toList(),
        maps(map.get("cost")).stream().findFirst().map(PlanJson::cost),
        text(map, "until"),
        ((Number) map.get("times")).intValue(),
        text(map, "guide"));
  }

  private static Map<String, String> settings(Object value) {
    Map<String, String> settings = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> settings.put(String.valueOf(k), String.valueOf(v)));
    }
    return settings;
  }

  private static Cost cost(Map<?, ?> map) {
    return new Cost(
        ((Number) map.get("nodes")).intValue(),
        text(map, "nodeType"),
        text(map, "engine"),
        text(map, "region"),
        ((Number) map.get("days")).intValue());
  }

  private static String text(Map<?, ?> map, String key) {
    return String.valueOf(map.get(key));
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** The maps of a list, or one map alone. */
  private static List<Map<?, ?>> maps(Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    List<?> all =
        value instanceof List<?> list ? list : Optional.ofNullable(value).stream().toList();
    for (Object one : all) {
      if (one instanceof Map<?, ?> map) {
        maps.add(map);
      }
    }
    return maps;
  }
}
