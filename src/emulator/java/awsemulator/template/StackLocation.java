package awsemulator.template;

import java.util.Map;
import software.amazon.awssdk.regions.PartitionMetadata;

/**
 * Where a stack is deployed; gives the pseudo parameters.
 *
 * @param stack its name, of which names that nobody chose are made
 */
record StackLocation(String stack, String account, String region, String partition) {

  String suffix() {
    return PartitionMetadata.of(partition).dnsSuffix();
  }

  Map<String, Object> pseudoParameters() {
    return Map.of(
        "AWS::AccountId",
        account,
        "AWS::Region",
        region,
        "AWS::Partition",
        partition,
        "AWS::URLSuffix",
        suffix(),
        "AWS::StackName",
        stack,
        "AWS::StackId",
        "arn:%s:cloudformation:%s:%s:stack/%s/%s-da77-11e4-872e-1234567db123"
            .formatted(partition, region, account, stack, uniqueId()));
  }

  /** The beginning of the stack's id, which no other stack has: eight hexadecimal digits. */
  private String uniqueId() {
    return stack.equals(SamTemplate.STACK) ? "10ca1000" : "%08x".formatted(stack.hashCode());
  }
}
