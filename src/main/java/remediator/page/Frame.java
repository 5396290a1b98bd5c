package remediator.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import remediator.notice.Phrases;

/** What all pages have in common. */
final class Frame {
  private final Phrases in;
  private final String token;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param token of the link, for the other language; empty where it is not valid
   */
  Frame(Phrases in, String token) {
    this.in = in;
    this.token = token;
  }

  Frame add(String part) {
    html.append(part);
    return this;
  }

  /** A message above everything else. */
  Frame say(String kind, String title, String text) {
    return add(
        "<section class=\"say %s\" role=\"status\"><h1>%s</h1><p>%s</p></section>\n"
            .formatted(kind, Look.text(title), Look.text(text)));
  }

  APIGatewayV2HTTPResponse reply(int status, String title) {
    String other =
        token.isEmpty()
            ? ""
            : "<nav aria-label=\"%s\"><a lang=\"%s\" hreflang=\"%s\" href=\"?t=%s&amp;lang=%s\">%s</a></nav>"
                .formatted(
                    Look.text(in.other().say("language")),
                    in.other().language(),
                    in.other().language(),
                    Look.text(token),
                    in.other().language(),
                    Look.text(in.say("page.otherLanguage")));
    return Reply.of(
        status,
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>%s</title>
        <style>%s</style></head><body>
        <header class="top"><p>%s</p>%s</header>
        <main>
        %s</main></body></html>
        """
            .formatted(
                in.language(),
                Look.text(title),
                Look.STYLE,
                Look.text(in.say("title")),
                other,
                html));
  }
}
