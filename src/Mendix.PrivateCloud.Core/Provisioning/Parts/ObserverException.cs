namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>Carries an observer's own exception past the wording of the server's failures: it is the host's, not the server's.</summary>
internal sealed class ObserverException(Exception exception) : Exception("An observer stopped the verb.", exception);
