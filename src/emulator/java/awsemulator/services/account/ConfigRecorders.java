package awsemulator.services.account;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.List;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusResponse;

/** AWS Config, as far as it tells whether it records: it does, unless a test says otherwise. */
public final class ConfigRecorders extends AwsService {
  private volatile boolean recording = true;

  public ConfigRecorders() {
    super("config", Protocol.JSON);
    on(
        DescribeConfigurationRecorderStatusRequest.class,
        (c, q) -> List.of(new RequiredRight("config:DescribeConfigurationRecorderStatus", "*")),
        this::status);
  }

  public void stop() {
    recording = false;
  }

  private DescribeConfigurationRecorderStatusResponse status(
      CallerIdentity caller, DescribeConfigurationRecorderStatusRequest q) {
    return DescribeConfigurationRecorderStatusResponse.builder()
        .configurationRecordersStatus(
            ConfigurationRecorderStatus.builder().name("default").recording(recording).build())
        .build();
  }
}
