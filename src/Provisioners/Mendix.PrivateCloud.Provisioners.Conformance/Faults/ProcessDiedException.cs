namespace Mendix.PrivateCloud.Provisioners.Conformance.Faults;

/// <summary>Stands for the death of the process: whatever was running ends here, and a new process goes on.</summary>
internal sealed class ProcessDiedException() : Exception("The conformance kit lets the process die here.");
