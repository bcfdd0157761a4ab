/** Where the platform says, retained, what a node of ours is to run beside its own configuration. Apart from Sparkplug: it carries no metrics. */
export const deploymentsTopic = ({ group, node }: { readonly group: string; readonly node: string }): string =>
  `millrace/deployments/${group}/${node}`

/** Metric of a node in which our edge tells what it runs of that, as JSON; absent from nodes that take nothing. */
export const DEPLOYMENTS = 'Millrace/Deployments'
