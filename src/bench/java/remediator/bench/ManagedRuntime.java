package remediator.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The managed runtime java25 as far as it can be had on one machine: AWS's own runtime interface
 * client in a JVM of its own, with the flags that Lambda sets ("Customize Java runtime startup
 * behavior": C1 only, serial collector) and the heap that 1024 MB leave. Lambda's own AOT cache of
 * that client is not to be had, so every function starts a little slower here.
 */
final class ManagedRuntime {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final String classPath;
  private final Path nativeClient;
  private final Path logs;

  /**
   * @param lib the jars of the runtime interface client
   * @param work where its native part and the logs go
   */
  ManagedRuntime(Path lib, Path work) throws IOException {
    classPath = lib.toAbsolutePath() + "/*";
    nativeClient = work.toAbsolutePath().resolve("libaws-lambda-jni.so");
    logs = work.resolve("logs");
    Files.createDirectories(logs);
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    // By itself the client unpacks it to a fixed path, which two JVMs at once would share.
    try (InputStream in =
        ManagedRuntime.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + arch + ".so")) {
      Files.copy(in, nativeClient, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The command that starts a JVM for a function. */
  List<String> command(Function function, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx870m",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + CLIENT + "=" + nativeClient));
    command.addAll(more);
    command.addAll(
        List.of(
            "-cp",
            classPath,
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.handler()));
    return command;
  }

  /**
   * From the start of the process until it has answered its first event, in milliseconds.
   *
   * @param wall as a clock on the wall shows it; what else the machine does counts too
   * @param cpu that the process has used, on all cores
   */
  record Start(double wall, double cpu) {}

  /** Starts a function, and hands it one event. */
  Start coldStart(
      Function function, byte[] event, Map<String, String> environment, List<String> more)
      throws IOException, InterruptedException {
    Path log = logs.resolve(function.name() + ".log");
    try (RuntimeApi api = new RuntimeApi(event)) {
      ProcessBuilder builder =
          new ProcessBuilder(command(function, more))
              .directory(function.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", function.name());
      builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
      builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
      builder.environment().put("LAMBDA_TASK_ROOT", function.folder().toString());
      builder.environment().put("_HANDLER", function.handler());
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        RuntimeApi.Answer answer = api.await(PATIENCE);
        if (!answer.ok()) {
          throw new IllegalStateException(function.name() + " failed: " + answer.body());
        }
        double cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
        return new Start((answer.nanos() - start) / 1e6, cpu);
      } catch (TimeoutException e) {
        throw new IllegalStateException(
            function.name() + " gave no answer; see " + log.toAbsolutePath(), e);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
