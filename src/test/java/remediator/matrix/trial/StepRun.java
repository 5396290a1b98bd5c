package remediator.matrix.trial;

/**
 * A run of a step by a function of a deployment.
 *
 * @param visit which run of that step, from 1
 * @param flow of which it is one, as far as its input names it; else empty
 */
record StepRun(Stack stack, String step, int visit, String flow) {}
