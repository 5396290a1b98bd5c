package remediator.workflow.replace;

import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;

/**
 * A group as the AWS CLI would tell of it.
 *
 * @param clusters its nodes
 * @param tags by ARN, of the group and of single nodes
 * @param choices the owner's policy, by the settings' keys
 */
public record GeneratedGroup(
    GroupArn arn,
    Map<String, Object> group,
    List<Map<String, Object>> clusters,
    Map<String, List<Map<String, String>>> tags,
    Map<String, String> choices) {}
