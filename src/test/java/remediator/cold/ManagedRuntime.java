package remediator.cold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The managed runtime java25 as far as it can be had on one machine: AWS's own runtime interface
 * client in a JVM of its own, with the flags that Lambda sets ("Customize Java runtime startup
 * behavior") and the heap that 1024 MB leave. Lambda's own AOT cache of that client is not to be
 * had, so every function starts a little slower here.
 */
public final class ManagedRuntime {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final String classPath;
  private final Path nativeClient;
  private final Path logs;

  /**
   * A function, unpacked as Lambda unpacks it: classes in the folder, jars in {@code lib/}.
   *
   * @param handler such as {@code remediator.lambda.FindingHandler::handleRequest}
   */
  public record Function(String name, Path folder, String handler) {}

  /**
   * From the start of the process, or from its restore, until it has answered its first event, in
   * milliseconds.
   *
   * @param wall as a clock on the wall shows it; what else the machine does counts too
   * @param cpu that the process has used, on all cores
   * @param answer what it answered
   */
  public record Start(double wall, double cpu, String answer) {}

  /**
   * A function that waits to be restored, as after SnapStart took its snapshot. Unlike a real one
   * it can be restored once only.
   */
  public static final class Snapshot implements AutoCloseable {
    private final RuntimeApi api;
    private final Process process;

    private Snapshot(RuntimeApi api, Process process) {
      this.api = api;
      this.process = process;
    }

    /** How often credentials have been asked for. */
    public int credentialsAsked() {
      return api.credentialsAsked();
    }

    /** Restores it; it has one event to take. */
    public Start restore() throws InterruptedException, TimeoutException {
      double cpu = cpu(process);
      long begin = System.nanoTime();
      api.restore();
      RuntimeApi.Answer answer = answered(api);
      return new Start((answer.nanos() - begin) / 1e6, cpu(process) - cpu, answer.body());
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
      api.close();
    }
  }

  /**
   * Prepares it.
   *
   * @param classPath with the runtime interface client
   * @param work where the client's native part and the logs go
   */
  public ManagedRuntime(String classPath, Path work) throws IOException {
    this.classPath = classPath;
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

  /** What a function printed last. */
  public Path log(Function function) {
    return logs.resolve(function.name() + ".log");
  }

  /** Starts a function, and hands it one event. */
  public Start coldStart(Function function, byte[] event, Map<String, String> environment)
      throws IOException, InterruptedException, TimeoutException {
    try (RuntimeApi api = new RuntimeApi(event)) {
      long begin = System.nanoTime();
      // Without SnapStart the runtime compiles with C1 only.
      Process process = start(function, api, environment, List.of("-XX:TieredStopAtLevel=1"));
      try {
        RuntimeApi.Answer answer = answered(api);
        return new Start((answer.nanos() - begin) / 1e6, cpu(process), answer.body());
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /**
   * Starts a function as SnapStart does, up to where the snapshot is taken.
   *
   * @param event for after the restore
   * @param environment whose AWS keys are handed out as SnapStart hands them out
   * @param more flags of the JVM
   */
  public Snapshot snapshot(
      Function function, byte[] event, Map<String, String> environment, List<String> more)
      throws IOException, InterruptedException, TimeoutException {
    Map<String, String> variables = new HashMap<>(environment);
    RuntimeApi api =
        new RuntimeApi(
            event,
            variables.remove("AWS_ACCESS_KEY_ID"),
            variables.remove("AWS_SECRET_ACCESS_KEY"));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api.address() + "/credentials");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", RuntimeApi.CREDENTIALS_TOKEN);
    List<String> flags = new ArrayList<>(more);
    flags.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    Process process = start(function, api, variables, flags);
    Snapshot snapshot = new Snapshot(api, process);
    try {
      api.awaitSnapshot(PATIENCE);
      return snapshot;
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  private Process start(
      Function function, RuntimeApi api, Map<String, String> environment, List<String> flags)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx870m",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + CLIENT + "=" + nativeClient));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            classPath,
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.handler()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(function.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(function).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    // As template.yaml has it.
    builder.environment().put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    builder.environment().put("LAMBDA_TASK_ROOT", function.folder().toString());
    builder.environment().put("_HANDLER", function.handler());
    return builder.start();
  }

  private static RuntimeApi.Answer answered(RuntimeApi api)
      throws InterruptedException, TimeoutException {
    RuntimeApi.Answer answer = api.await(PATIENCE);
    if (!answer.ok()) {
      throw new IllegalStateException("the function failed: " + answer.body());
    }
    return answer;
  }

  private static double cpu(Process process) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
  }
}
