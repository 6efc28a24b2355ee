; Inno Setup: installs for one user, so no administrator is needed at a counter.
[Setup]
AppId=ipju.desk
AppName=입주심사
AppVersion={#Version}
DefaultDirName={autopf}\ipju
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=ipju-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesInstallIn64BitMode=x64compatible

[Languages]
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[Files]
Source: "dist\ipju\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\입주심사"; Filename: "{app}\ipju-gui.exe"
Name: "{autodesktop}\입주심사"; Filename: "{app}\ipju-gui.exe"
