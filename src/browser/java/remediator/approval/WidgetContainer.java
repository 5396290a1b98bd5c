package remediator.approval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import remediator.console.WidgetBench;
import remediator.json.StrictJson;

/**
 * A page that imitates the container of a CloudWatch custom widget ("Details about custom widgets",
 * "Interactivity in the custom widget"): takes scripts away, gives tables, links and buttons the
 * console's look, and makes {@code cwdb-action} a call with the values of all fields.
 */
final class WidgetContainer implements AutoCloseable {
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>CloudWatch</title>
      <meta name="viewport" content="width=device-width,initial-scale=1"><style>
      body{margin:0;font:14px/20px Arial,sans-serif;background:BACKGROUND;color:FOREGROUND}
      main{overflow:auto;padding:8px}
      table:not(.cwdb-no-default-styles){border-collapse:collapse;font-size:14px}
      a{color:#0073bb}
      .btn{border:1px solid #545b64;border-radius:2px;padding:4px 20px;cursor:pointer}
      .btn-primary{background:#ec7211;color:#fff}
      cwdb-action{display:none}
      </style></head><body><header><h1>Dashboard</h1></header><main></main><script>
      const main = document.querySelector('main');
      window.confirm = () => true;
      function call(parameters) {
        const fields = {};
        for (const f of main.querySelectorAll('input,select,textarea')) fields[f.name] = f.value;
        const request = new XMLHttpRequest();
        request.open('POST', '/call', false);
        request.send(JSON.stringify({parameters, fields}));
        const shown = new DOMParser().parseFromString(request.responseText, 'text/html');
        shown.querySelectorAll('script,iframe').forEach(e => e.remove());
        main.innerHTML = shown.body.innerHTML;
        main.prepend(...shown.head.querySelectorAll('style'));
        for (const action of main.querySelectorAll('cwdb-action[action=call]')) {
          action.previousElementSibling.addEventListener(action.getAttribute('event'), () => {
            const question = action.getAttribute('confirmation');
            if (!question || window.confirm(question)) call(JSON.parse(action.textContent));
          });
        }
      }
      call({page: 1});
      </script></body></html>
      """;

  private final WidgetBench bench;
  private final HttpServer server;
  private final String page;

  WidgetContainer(WidgetBench bench, boolean dark) {
    this.bench = bench;
    this.page =
        PAGE.replace("BACKGROUND", dark ? "#0f1b2a" : "#fff")
            .replace("FOREGROUND", dark ? "#d1d5db" : "#16191f");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer =
          switch (exchange.getRequestURI().getPath()) {
            case "/" -> page;
            case "/call" -> called(exchange.getRequestBody().readAllBytes());
            default -> "";
          };
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String called(byte[] body) {
    Map<String, Object> request = StrictJson.readObject(body);
    Map<String, Object> parameters = new TreeMap<>();
    ((Map<?, ?>) request.get("parameters")).forEach((k, v) -> parameters.put(k.toString(), v));
    Map<String, String> fields = new TreeMap<>();
    ((Map<?, ?>) request.get("fields")).forEach((k, v) -> fields.put(k.toString(), v.toString()));
    return bench.call(parameters, fields);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
