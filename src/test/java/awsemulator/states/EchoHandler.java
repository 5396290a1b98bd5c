package awsemulator.states;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers what it is asked, and fails as often as it is told to. */
public final class EchoHandler implements RequestStreamHandler {
  private int failures;

  public EchoHandler(int failures) {
    this.failures = failures;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    context.getLogger().log(context.getRemainingTimeInMillis() + " " + text + "\n");
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("not today");
    }
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
