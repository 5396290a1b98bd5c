package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import remediator.notification.Messages;

/** What all pages have in common. */
final class PageLayout {
  private final Messages messages;
  private final String token;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param token of the link, for the other language; empty where it is not valid
   */
  PageLayout(Messages messages, String token) {
    this.messages = messages;
    this.token = token;
  }

  PageLayout add(String part) {
    html.append(part);
    return this;
  }

  /** A message above everything else. */
  PageLayout message(String kind, String title, String text) {
    return add(
        "<section class=\"say %s\" role=\"status\"><h1>%s</h1><p>%s</p></section>\n"
            .formatted(kind, Html.text(title), Html.text(text)));
  }

  APIGatewayV2HTTPResponse reply(int status, String title) {
    String other =
        token.isEmpty()
            ? ""
            : "<nav aria-label=\"%s\"><a lang=\"%s\" hreflang=\"%s\" href=\"?t=%s&amp;lang=%s\">%s</a></nav>"
                .formatted(
                    Html.text(messages.other().format("language")),
                    messages.other().language(),
                    messages.other().language(),
                    Html.text(token),
                    messages.other().language(),
                    Html.text(messages.format("page.otherLanguage")));
    return HttpResponse.of(
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
                messages.language(),
                Html.text(title),
                Html.STYLE,
                Html.text(messages.format("title")),
                other,
                html));
  }
}
