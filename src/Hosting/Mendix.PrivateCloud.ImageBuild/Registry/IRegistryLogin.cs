namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>Logs in to a kind of registry that gives out credentials on the spot, such as that of a cloud.</summary>
public interface IRegistryLogin
{
    /// <summary>The word for this kind, as <c>spec.registry.type</c> of an OperatorConfiguration has it.</summary>
    string Type { get; }

    /// <summary>Makes credentials. Called for each build, so they need not be good for longer than one takes.</summary>
    /// <param name="request">For which registry, and with what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ImageBuildException">There are none to be had; see <see cref="ImageBuildException.Kind"/>.</exception>
    ValueTask<RegistryCredential> LogInAsync(RegistryLoginRequest request, CancellationToken cancellationToken);
}
