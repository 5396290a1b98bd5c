package remediator.local.run;

import java.time.Duration;
import java.util.List;

/** What happened, one line after the other, with a lane for each who acts. */
final class HtmlTimeline {
  private final List<Story.Line> lines;

  HtmlTimeline(List<Story.Line> lines) {
    this.lines = lines;
  }

  String render() {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h3>What happened</h3>\n<ol class=\"story\">\n");
    for (Story.Line line : lines) {
      Duration since = Duration.between(lines.getFirst().at(), line.at());
      html.append("<li class=\"by-%s\"><time>".formatted(line.who().replace(" ", "")))
          .append(Html.text(Story.elapsed(since)))
          .append("</time>");
      for (String lane : Story.LANES) {
        html.append(
            lane.equals(line.who()) ? "<i class=\"lane dot\"></i>" : "<i class=\"lane\"></i>");
      }
      html.append("<span class=\"who\">%s</span>".formatted(Html.text(line.who())))
          .append("<span class=\"what\">%s</span></li>\n".formatted(Html.text(line.text())));
    }
    return html.append("</ol>\n").toString();
  }
}
