@echo off
rem Starts @NAME@ with the Java that lies beside it.
rem ODRADEK_JAVA_OPTIONS adds options for that Java, a larger -Xmx say.
setlocal
for %%I in ("%~dp0..") do set "home=%%~fI"
set "lib=%home%\lib"
chcp 65001 >nul
"%home%\runtime\bin\java" @OPTIONS@ -XX:AOTCache="%lib%\@MAIN_CACHE@" %ODRADEK_JAVA_OPTIONS% -cp "@CLASS_PATH@" @MAIN_CLASS@ %*
