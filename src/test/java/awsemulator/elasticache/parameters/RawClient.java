package awsemulator.elasticache.parameters;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.ClientTarget;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of a few lines that shares no code with the library or with the local cloud: words as an
 * array of bulk strings, and the answer as a text ({@code [a, b]} for an array).
 */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawClient(ClientTarget target) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    Socket plain = new Socket(loopback, target.port());
    socket =
        target.trust() == null
            ? plain
            : target
                .trust()
                .getSocketFactory()
                .createSocket(plain, target.host(), target.port(), true);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  String say(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.getBytes(UTF_8).length).append("\r\n");
      command.append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(UTF_8));
    return answer();
  }

  private String answer() throws IOException {
    String line = line();
    return switch (line.charAt(0)) {
      case '$' -> bulk(Integer.parseInt(line.substring(1)));
      case '*' -> array(Integer.parseInt(line.substring(1)));
      default -> line.substring(1);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length + 2);
    return new String(bytes, 0, length, UTF_8);
  }

  private String array(int length) throws IOException {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(answer());
    }
    return items.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The server has ended the connection.");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
