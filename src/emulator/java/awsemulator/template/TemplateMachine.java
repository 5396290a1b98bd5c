package awsemulator.template;

import java.nio.file.Path;
import java.util.Map;

/** A state machine, and the file that its definition is in. */
public record TemplateMachine(
    String logicalId,
    String name,
    String arn,
    Path definition,
    Map<String, String> substitutions,
    String roleArn) {}
