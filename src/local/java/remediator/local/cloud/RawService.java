package remediator.local.cloud;

import java.util.List;
import java.util.Map;

/**
 * A service whose answers come from another server, byte for byte, so that even its errors are that
 * server's. Only its rights are checked here. Its protocol is JSON.
 */
public interface RawService {
  /**
   * @throws AwsFault {@code InvalidAction} where the operation is not known
   */
  List<Need> needs(Caller caller, String operation, Map<String, Object> body);

  /** The other server's answer. */
  Reply forward(Caller caller, String operation, String body);
}
