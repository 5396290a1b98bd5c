package remediator.step;

/** Makes the guard of one step; tests put another in its place, to see what it prevents. */
interface GuardFactory {
  DeletionGuard of(Work work);
}
