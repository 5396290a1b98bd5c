package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What AWS says of parameters ("PutParameter", Systems Manager API Reference). */
final class ParameterRules {
  private static final int MAX_NAME = 1011;
  private static final int MAX_LEVELS = 15;
  private static final int MAX_STANDARD_VALUE = 4096;

  private ParameterRules() {}

  /** A name that is a path has one slash before it, not two. */
  static String arn(CallerIdentity caller, String name) {
    return CallerArns.of(caller, "ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
  }

  static void check(PutParameterRequest q) {
    String name = q.name();
    if (name == null || !name.matches("[a-zA-Z0-9_.\\-/]+")) {
      throw invalid(
          "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path,"
              + " it can consist of sub-paths divided by slash symbol; each sub-path can be formed"
              + " as a mix of letters, numbers and the following 3 symbols .-_");
    }
    if (name.matches("(?i)/?(aws|ssm).*")) {
      throw invalid("No access to reserved parameter name: " + name + ".");
    }
    if (name.contains("/") && !name.startsWith("/")) {
      throw invalid("Parameter name must be a fully qualified name.");
    }
    if (name.length() > MAX_NAME) {
      throw invalid("Parameter name is longer than " + MAX_NAME + " characters.");
    }
    if (name.chars().filter(c -> c == '/').count() > MAX_LEVELS) {
      throw AwsFault.badRequest(
          "HierarchyLevelLimitExceededException",
          "A hierarchy can have a maximum of " + MAX_LEVELS + " levels.");
    }
    checkValue(q);
  }

  private static void checkValue(PutParameterRequest q) {
    if (q.value() == null || q.value().isEmpty()) {
      throw invalid("Value must have length greater than or equal to 1.");
    }
    if (q.value().getBytes(StandardCharsets.UTF_8).length > MAX_STANDARD_VALUE) {
      throw invalid(
          "Standard tier parameters support a maximum parameter value of "
              + MAX_STANDARD_VALUE
              + " characters.");
    }
    if (q.type() == ParameterType.SECURE_STRING
        || (q.tier() != null && q.tier() != ParameterTier.STANDARD)) {
      throw invalid("This cloud keeps standard String and StringList parameters only.");
    }
  }

  static void checkOverwrite(PutParameterRequest q, Parameter before) {
    boolean overwrite = Boolean.TRUE.equals(q.overwrite());
    if (overwrite && q.hasTags()) {
      throw invalid(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag. To update tags for an existing parameter,"
              + " please use AddTagsToResource or RemoveTagsFromResource.");
    }
    if (before != null && !overwrite) {
      throw AwsFault.badRequest(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    if (before == null && q.type() == null) {
      throw invalid("A parameter type is required when you create a parameter.");
    }
    if (before != null && q.type() != null && q.type() != before.type()) {
      throw invalid("The parameter type can't be changed from " + before.typeAsString() + ".");
    }
  }

  private static AwsFault invalid(String message) {
    return AwsFault.badRequest("ValidationException", message);
  }
}
