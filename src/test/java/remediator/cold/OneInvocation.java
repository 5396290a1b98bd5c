package remediator.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.io.IOException;
import java.lang.reflect.Proxy;
import remediator.lambda.FindingHandler;

/** Hands the event on standard input to the handler as Lambda makes it. */
final class OneInvocation {
  private OneInvocation() {}

  public static void main(String[] arguments) throws IOException {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                OneInvocation.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) ->
                    switch (method.getName()) {
                      case "getLogger" -> LambdaRuntime.getLogger();
                      case "getRemainingTimeInMillis" -> 300_000;
                      default -> "test";
                    });
    new FindingHandler().handleRequest(System.in, System.out, context);
  }
}
