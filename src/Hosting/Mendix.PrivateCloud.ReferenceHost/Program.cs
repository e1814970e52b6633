using System.Globalization;
using Mendix.PrivateCloud.ReferenceHost.Commands;

// The same output everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await HostProgram.RunAsync(args);
