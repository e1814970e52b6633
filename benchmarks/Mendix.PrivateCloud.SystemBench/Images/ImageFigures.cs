namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>One image made in one way.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">Processor time of this process; the servers of package and registry are others.</param>
internal sealed record ImageFigures(double Seconds, double ProcessorSeconds);
