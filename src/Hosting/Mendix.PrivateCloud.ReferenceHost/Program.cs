using Mendix.PrivateCloud.ReferenceHost.Commands;

return await HostProgram.RunAsync(args);
