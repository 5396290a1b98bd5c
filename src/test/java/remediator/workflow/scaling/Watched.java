package remediator.workflow.scaling;

import awsemulator.data.DataPlane;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A data plane of which some operations happen with nobody writing: the monitor of the load client
 * is held meanwhile, which it holds itself for each write.
 */
public final class Watched {
  private Watched() {}

  /** What to do while an operation has happened and nobody could write. */
  public interface Look {
    void after(Method method, Object[] arguments, Object result);
  }

  /**
   * A plane that lets nobody write meanwhile.
   *
   * @param still names of the operations
   */
  public static DataPlane plane(DataPlane real, Set<String> still, Supplier<?> monitor, Look look) {
    return (DataPlane)
        Proxy.newProxyInstance(
            Watched.class.getClassLoader(),
            new Class<?>[] {DataPlane.class},
            (_, method, arguments) -> {
              if (!still.contains(method.getName())) {
                return invoke(real, method, arguments);
              }
              synchronized (monitor.get()) {
                Object result = invoke(real, method, arguments);
                look.after(method, arguments, result);
                return result;
              }
            });
  }

  private static Object invoke(DataPlane real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
