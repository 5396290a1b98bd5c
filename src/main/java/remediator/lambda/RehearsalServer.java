package remediator.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the AWS calls of a rehearsal, on the loopback interface, from the files of this package's
 * resources that are named after the operations.
 */
final class RehearsalServer implements AutoCloseable {
  private static final String FOLDER = "/remediator/rehearsal/";
  private static final Pattern JSON_OPERATION =
      Pattern.compile("x-amz-target: *[A-Za-z0-9_]+\\.([A-Za-z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUERY_OPERATION = Pattern.compile("^Action=([A-Za-z]+)");

  private final ServerSocket socket;

  RehearsalServer() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("rehearsal").start(this::serve);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Returns a file that belongs to the rehearsal. */
  static byte[] file(String name) throws IOException {
    try (InputStream in = RehearsalServer.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("the rehearsal has no file " + name);
      }
      return in.readAllBytes();
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> answerAll(connection));
      } catch (IOException _) {
        // It has been closed.
      }
    }
  }

  private static void answerAll(Socket connection) {
    try (connection) {
      // ISO 8859-1: a character is a byte, so that the body's length can be counted.
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer(line, in, connection.getOutputStream());
      }
    } catch (IOException _) {
      // The client sees that the connection is closed.
    }
  }

  private static void answer(String request, BufferedReader in, OutputStream out)
      throws IOException {
    StringBuilder head = new StringBuilder(request).append('\n');
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      head.append(line).append('\n');
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    char[] body = new char[length];
    int read = 0;
    while (read < length) {
      int more = in.read(body, read, length - read);
      if (more < 0) {
        throw new IOException("the request has ended early");
      }
      read += more;
    }
    byte[] answer = file(fileName(head, new String(body)));
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer);
    out.flush();
  }

  private static String fileName(CharSequence head, String body) throws IOException {
    Matcher json = JSON_OPERATION.matcher(head);
    if (json.find()) {
      return json.group(1) + ".json";
    }
    Matcher query = QUERY_OPERATION.matcher(body);
    if (query.find()) {
      return query.group(1) + ".xml";
    }
    if (head.toString().startsWith("PATCH /findings/batchupdate ")) {
      return "BatchUpdateFindings.json";
    }
    throw new IOException("the rehearsal does not know the call " + head);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
