using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

/// <summary>Acts at one of the points before and after the effects, and writes all of them down.</summary>
internal sealed class PointObserver(int? point = null, Action? act = null) : IEffectObserver
{
    public List<string> Points { get; } = [];

    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => Pass($"before {effect.Description}");

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => Pass($"after {effect.Description}");

    private ValueTask Pass(string where)
    {
        Points.Add(where);
        if (Points.Count - 1 == point)
        {
            (act ?? (() => throw new TimeoutException("The process died here.")))();
        }

        return ValueTask.CompletedTask;
    }
}
