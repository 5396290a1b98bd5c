package remediator.local.template;

import java.util.Map;

/** Where a stack is deployed; gives the pseudo parameters. */
record Place(String account, String region, String partition) {
  /** The stack's name, of which names that nobody chose are made. */
  static final String STACK = "remediator";

  String suffix() {
    return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
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
        STACK,
        "AWS::StackId",
        "arn:%s:cloudformation:%s:%s:stack/%s/10ca1000-da77-11e4-872e-1234567db123"
            .formatted(partition, region, account, STACK));
  }
}
