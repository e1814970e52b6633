using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>One line of the drawn tree.</summary>
/// <param name="Guide">The lines that lead to it.</param>
/// <param name="Continuation">The lines that lead past it, where its text needs more than one line.</param>
/// <param name="Node">What stands there.</param>
internal sealed record TreeRow(string Guide, string Continuation, ResourceNode Node);
