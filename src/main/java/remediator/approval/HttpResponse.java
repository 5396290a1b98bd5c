package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Map;
import java.util.function.Consumer;

/** An answer to a browser. */
final class HttpResponse {
  /**
   * Nothing may be kept, framed, sent on or loaded from elsewhere; the style is allowed by its
   * hash.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type",
          "text/html; charset=utf-8",
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'none'; style-src '"
              + Html.HASH
              + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "Strict-Transport-Security",
          "max-age=31536000",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "X-Robots-Tag",
          "noindex, nofollow");

  private HttpResponse() {}

  /**
   * As a function URL wants it.
   *
   * @param page what fills in the template of the whole page
   */
  static APIGatewayV2HTTPResponse of(int status, Consumer<HtmlTemplateOutput> page) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(HEADERS)
        .withBody(Html.render(page))
        .build();
  }
}
