package remediator.aws;

import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Takes secrets out of every exception of AWS's clients, as it leaves them: Lambda itself logs the
 * text of one that nobody catches, with all its causes, and hands it to Step Functions. What
 * requests and responses carry under the names of secrets is remembered, and is what errors are
 * searched for.
 */
final class SecretScrubber implements ExecutionInterceptor {
  /** Members of requests and responses of the services that the product calls, in small letters. */
  private static final Set<String> MEMBERS =
      Set.of("authtoken", "secretstring", "secretbinary", "tasktoken", "passwords");

  private final KnownSecrets secrets = new KnownSecrets();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    remember(context.request());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    remember(context.response());
  }

  private void remember(SdkPojo message) {
    for (SdkField<?> field : message.sdkFields()) {
      if (MEMBERS.contains(field.memberName().toLowerCase(Locale.ROOT))) {
        remember(field.getValueOrDefault(message));
      }
    }
  }

  private void remember(Object value) {
    switch (value) {
      case null -> {}
      case String text -> secrets.add(text);
      case SdkBytes bytes -> secrets.add(bytes.asUtf8String());
      case Iterable<?> several -> several.forEach(this::remember);
      default -> secrets.add(value.toString());
    }
  }

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    return context.exception() instanceof SdkException error ? scrub(error) : context.exception();
  }

  /** The same kind of exception, without causes and earlier tries: they may have it too. */
  private SdkException scrub(SdkException error) {
    if (isClean(error)) {
      return error;
    }
    SdkException.Builder builder = error.toBuilder().cause(null);
    builder.message(builder.message() == null ? null : hide(builder.message()));
    if (builder instanceof AwsServiceException.Builder refusal
        && refusal.awsErrorDetails() != null) {
      AwsErrorDetails details = refusal.awsErrorDetails();
      refusal.awsErrorDetails(
          details.toBuilder()
              .errorMessage(hide(String.valueOf(details.errorMessage())))
              .rawResponse(null)
              .build());
    }
    SdkException clean = builder.build();
    clean.setStackTrace(error.getStackTrace());
    return clean;
  }

  private boolean isClean(Throwable error) {
    for (Throwable earlier : error.getSuppressed()) {
      if (!isClean(earlier)) {
        return false;
      }
    }
    String text = String.valueOf(error);
    return hide(text).equals(text)
        && (error.getCause() == null
            || error.getCause().equals(error)
            || isClean(error.getCause()));
  }

  private String hide(String text) {
    return AwsErrorText.hide(secrets.hide(text));
  }
}
