package remediator.scale;

import awsemulator.quota.QuotaMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import remediator.scale.model.BurstRun.BurstResult;

/** A picture of the burst: what is dealt with by the minute, and how near the quotas come. */
final class SimulationChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 70;
  private static final int TOP = 50;
  private static final int PLOT_HEIGHT = 220;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 30;
  private static final int BARS = 8;
  private static final int BAR = 22;
  private static final int SLOT_SECONDS = 10;
  private static final List<String> COLOURS = List.of("#1a7f37", "#cf222e", "#9a6700");

  private final StringBuilder svg = new StringBuilder();

  private SimulationChart() {}

  /**
   * The picture, as SVG.
   *
   * @param bursts those to draw, by name; quotas are those of the first
   */
  static String of(Map<String, BurstResult> bursts) {
    SimulationChart chart = new SimulationChart();
    chart.draw(bursts);
    return chart.svg.toString();
  }

  private void draw(Map<String, BurstResult> bursts) {
    int height = TOP + PLOT_HEIGHT + 90 + BARS * BAR + 20;
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n")
            .formatted(WIDTH, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    BurstResult first = bursts.values().iterator().next();
    int seconds = (int) (first.seconds() / 60 + 1) * 60;
    text(
        LEFT,
        22,
        "start",
        "Findings dealt with after a burst of %,d in a minute".formatted(first.findings()));
    axes(seconds, first.findings());
    int index = 0;
    for (Map.Entry<String, BurstResult> burst : bursts.entrySet()) {
      curve(burst.getKey(), burst.getValue(), seconds, first.findings(), index++);
    }
    bars(first, TOP + PLOT_HEIGHT + 70);
    svg.append("</svg>\n");
  }

  private void axes(int seconds, int findings) {
    int bottom = TOP + PLOT_HEIGHT;
    for (int i = 0; i <= 4; i++) {
      int y = bottom - i * PLOT_HEIGHT / 4;
      line(LEFT, y, LEFT + PLOT_WIDTH, y, "#d0d7de");
      text(LEFT - 8, y + 4, "end", "%,d".formatted(findings * i / 4));
    }
    int step = Math.max(1, seconds / 60 / 6);
    for (int minute = 0; minute <= seconds / 60; minute += step) {
      text(x(minute * 60, seconds), bottom + 18, "middle", minute + " min");
    }
  }

  private static int x(int second, int seconds) {
    return LEFT + Math.min(second, seconds) * PLOT_WIDTH / seconds;
  }

  private void curve(String name, BurstResult burst, int seconds, int findings, int index) {
    List<String> points = new ArrayList<>();
    int sum = 0;
    points.add(LEFT + "," + (TOP + PLOT_HEIGHT));
    for (int slot = 0; slot * SLOT_SECONDS < seconds; slot++) {
      sum += slot < burst.bySlot().size() ? burst.bySlot().get(slot) : 0;
      points.add(
          x((slot + 1) * SLOT_SECONDS, seconds)
              + ","
              + (TOP + PLOT_HEIGHT - (long) sum * PLOT_HEIGHT / findings));
    }
    String colour = COLOURS.get(index);
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"%s\"/>\n"
            .formatted(colour, String.join(" ", points)));
    int y = TOP + PLOT_HEIGHT - 14 - index * 18;
    line(LEFT + PLOT_WIDTH - 430, y - 4, LEFT + PLOT_WIDTH - 400, y - 4, colour);
    text(
        LEFT + PLOT_WIDTH - 392,
        y,
        "start",
        name
            + (burst.deadLetters() > 0 ? ": %,d dead letters".formatted(burst.deadLetters()) : ""));
  }

  private void bars(BurstResult burst, int top) {
    text(
        LEFT,
        top - 12,
        "start",
        "How full the fullest bucket of each quota was in the first of them");
    int y = top;
    for (Map.Entry<String, QuotaMeter.Use> use : QuotaTable.fullest(burst.uses(), BARS)) {
      double part = use.getValue().fullest();
      int from = LEFT + 230;
      int whole = WIDTH - from - 90;
      text(from - 8, y + 14, "end", use.getKey());
      rectangle(from, y + 3, whole, "#eaeef2");
      rectangle(from, y + 3, (int) Math.ceil(part * whole), part >= 1 ? "#cf222e" : "#0969da");
      text(
          from + whole + 8,
          y + 14,
          "start",
          String.format(Locale.ROOT, "%.0f %%", Math.ceil(part * 100)));
      y += BAR;
    }
  }

  private void rectangle(int x, int y, int width, String colour) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" fill=\"%s\"/>\n"
            .formatted(x, y, width, colour));
  }

  private void line(int x1, int y1, int x2, int y2, String colour) {
    svg.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>\n"
            .formatted(x1, y1, x2, y2, colour));
  }

  private void text(int x, int y, String anchor, String words) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#1f2328\">%s</text>\n"
            .formatted(x, y, anchor, words));
  }
}
