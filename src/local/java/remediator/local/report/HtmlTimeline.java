package remediator.local.report;

import java.time.Duration;
import java.util.List;

/** What happened, one line after the other, with a lane for each who acts. */
final class HtmlTimeline {
  private final List<EventStory.Line> lines;

  HtmlTimeline(List<EventStory.Line> lines) {
    this.lines = lines;
  }

  String render() {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h3>What happened</h3>\n<ol class=\"story\">\n");
    for (EventStory.Line line : lines) {
      Duration since = Duration.between(lines.getFirst().at(), line.at());
      html.append("<li class=\"by-%s\"><time>".formatted(line.who().replace(" ", "")))
          .append(ReportHtml.text(EventStory.elapsed(since)))
          .append("</time>");
      for (String lane : EventStory.LANES) {
        html.append(
            lane.equals(line.who()) ? "<i class=\"lane dot\"></i>" : "<i class=\"lane\"></i>");
      }
      html.append("<span class=\"who\">%s</span>".formatted(ReportHtml.text(line.who())))
          .append("<span class=\"what\">%s</span></li>\n".formatted(ReportHtml.text(line.text())));
    }
    return html.append("</ol>\n").toString();
  }
}
