using Mendix.PrivateCloud.Provisioners.Conformance.Recording;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>One life of a process that hosts the provisioner: a container of its own, so nothing is remembered from an earlier life.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public HostProcess(ConformanceFixture fixture, Evidence evidence)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new LogRecorder(evidence)).SetMinimumLevel(LogLevel.Trace));
        fixture.Register(services.AddPrivateCloud());
        _services = services.BuildServiceProvider();
        var provisioners = _services.GetRequiredService<IStorageProvisioners>();
        Provisioner = provisioners.Get(TypeOf(fixture, provisioners.Types));
    }

    public IStorageProvisioner Provisioner { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string TypeOf(ConformanceFixture fixture, IReadOnlyList<string> types) =>
        fixture.ProvisionerType ?? (types is [var only] ? only : throw new InvalidOperationException(
            $"{fixture.GetType().Name}.Register registers {(types.Count == 0 ? "no provisioner" : string.Join(", ", types))}. " +
            $"Register one, or override {nameof(ConformanceFixture.ProvisionerType)} to say which one is meant."));
}
